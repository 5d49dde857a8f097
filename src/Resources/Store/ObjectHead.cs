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
                return FromMetadata(ref reader);
            }

            reader.Skip();
        }

        return new ObjectHead();
    }

    // Member by member, since the managedFields, which nobody asks for, are the greatest part of most metadata.
    private static ObjectHead FromMetadata(ref Utf8JsonReader reader)
    {
        var (uid, labels, isDeleting, hasFinalizers) = ("", None, false, false);
        IReadOnlyList<OwnerHead> owners = [];
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.ValueSpan;
            reader.Read();
            switch (reader.TokenType)
            {
                case JsonTokenType.String when name.SequenceEqual("uid"u8):
                    uid = reader.GetString() ?? "";
                    break;
                case JsonTokenType.String when name.SequenceEqual("deletionTimestamp"u8):
                    isDeleting = true;
                    break;
                case JsonTokenType.StartObject when name.SequenceEqual("labels"u8):
                    labels = ReadLabels(ref reader);
                    break;
                case JsonTokenType.StartArray when name.SequenceEqual("ownerReferences"u8):
                    owners = [.. JsonElement.ParseValue(ref reader).EnumerateArray().Select(OwnerHead.From)];
                    break;
                case JsonTokenType.StartArray when name.SequenceEqual("finalizers"u8):
                    hasFinalizers = JsonElement.ParseValue(ref reader).GetArrayLength() > 0;
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return new ObjectHead
        {
            Uid = uid, Labels = labels, Owners = owners, IsDeleting = isDeleting, HasFinalizers = hasFinalizers,
        };
    }

    private static Dictionary<string, string> ReadLabels(ref Utf8JsonReader reader)
    {
        var labels = new Dictionary<string, string>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!; // a property has a name
            reader.Read();
            labels[name] = reader.GetString() ?? "";
        }

        return labels;
    }
}
