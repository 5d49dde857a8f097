using System.Text.Json;

namespace OrleansScheduler.Resources.Store;

/// <summary>The metadata that lists, watches, indexes and garbage collection look at.</summary>
public sealed record ObjectHead
{
    private static readonly IReadOnlyDictionary<string, string> None = new Dictionary<string, string>();

    public string Uid { get; init; } = "";

    public IReadOnlyDictionary<string, string> Labels { get; init; } = None;

    public IReadOnlyList<OwnerHead> Owners { get; init; } = [];

    public bool IsDeleting { get; init; }

    public bool HasFinalizers { get; init; }

    /// <summary>Reads the metadata of an object without decoding the rest of it.</summary>
    public static ObjectHead Scan(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isMetadata = reader.ValueTextEquals("metadata"u8);
            reader.Read();
            if (isMetadata)
            {
                return FromMetadata(JsonElement.ParseValue(ref reader));
            }

            reader.Skip();
        }

        return new ObjectHead();
    }

    private static ObjectHead FromMetadata(JsonElement metadata) => new()
    {
        Uid = metadata.TryGetProperty("uid", out var uid) ? uid.GetString() ?? "" : "",
        Labels = metadata.TryGetProperty("labels", out var labels) && labels.ValueKind == JsonValueKind.Object
            ? labels.EnumerateObject().ToDictionary(label => label.Name, label => label.Value.GetString() ?? "")
            : None,
        Owners = metadata.TryGetProperty("ownerReferences", out var owners) && owners.ValueKind == JsonValueKind.Array
            ? owners.EnumerateArray().Select(OwnerHead.From).ToArray()
            : [],
        IsDeleting = metadata.TryGetProperty("deletionTimestamp", out var deleted)
            && deleted.ValueKind == JsonValueKind.String,
        HasFinalizers = metadata.TryGetProperty("finalizers", out var finalizers)
            && finalizers.ValueKind == JsonValueKind.Array && finalizers.GetArrayLength() > 0,
    };
}
