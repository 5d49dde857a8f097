using System.Globalization;
using System.Text.Json;

namespace OrleansScheduler.ApiServer.Responses;

/// <summary>The metadata of a list: what its items are as of, and where the next page starts.</summary>
internal sealed record ListHead(string ResourceVersion, string? Continue, long? RemainingItemCount)
{
    public static ListHead Of(long revision) =>
        new(revision == 0 ? "" : revision.ToString(CultureInfo.InvariantCulture), null, null);

    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject("metadata");
        if (ResourceVersion.Length > 0)
        {
            writer.WriteString("resourceVersion", ResourceVersion);
        }

        if (Continue is not null)
        {
            writer.WriteString("continue", Continue);
        }

        if (RemainingItemCount is { } remaining)
        {
            writer.WriteNumber("remainingItemCount", remaining);
        }

        writer.WriteEndObject();
    }
}
