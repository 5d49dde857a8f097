using System.Text;
using System.Text.Json;

namespace OrleansScheduler.Resources.Schema.Codecs;

/// <summary>Text as Go reads it: bytes that are no UTF-8 become U+FFFD instead of an error.</summary>
internal static class WireText
{
    public static string Read(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return Encoding.UTF8.GetString(reader.ValueSpan);
        }
    }
}
