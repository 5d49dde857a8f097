using System.Text.Json;
using System.Text.Json.Serialization;
using k8s;
using k8s.Models;

namespace OrleansScheduler.Sdk.Resources;

/// <summary>An object of any kind: its metadata is typed, everything else is kept as it came.</summary>
public sealed class UntypedObject : IKubernetesObject<V1ObjectMeta>
{
    /// <inheritdoc/>
    [JsonPropertyName("apiVersion")]
    public string ApiVersion { get; set; } = null!;

    /// <inheritdoc/>
    [JsonPropertyName("kind")]
    public string Kind { get; set; } = null!;

    /// <inheritdoc/>
    [JsonPropertyName("metadata")]
    public V1ObjectMeta Metadata { get; set; } = new();

    /// <summary>The other fields, such as <c>spec</c> and <c>status</c>.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement> Fields { get; set; } = [];
}
