using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansScheduler.Resources.Explanations;

/// <summary>Explanations as they go over the wire.</summary>
public static class ExplanationJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public static byte[] Write(PodExplanation explanation) => JsonSerializer.SerializeToUtf8Bytes(explanation, Options);

    /// <exception cref="JsonException">It is none.</exception>
    public static PodExplanation Read(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize<PodExplanation>(json, Options) ?? throw new JsonException("An explanation cannot be null.");
}
