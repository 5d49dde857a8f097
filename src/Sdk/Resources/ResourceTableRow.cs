using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansScheduler.Sdk.Resources;

/// <summary>One object of a table.</summary>
public sealed record ResourceTableRow
{
    /// <summary>The cells, in the order of the columns.</summary>
    [JsonPropertyName("cells")]
    public IReadOnlyList<JsonElement> Cells { get; init; } = [];

    /// <summary>The object the row is about, with its metadata only.</summary>
    [JsonPropertyName("object")]
    public UntypedObject Object { get; init; } = new();
}
