using System.Text.Json;

namespace OrleansScheduler.ApiServer.Discovery;

/// <summary>Lists of texts in discovery documents.</summary>
internal static class DiscoveryJson
{
    public static void WriteTexts(Utf8JsonWriter writer, string name, IReadOnlyList<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (var text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }

    public static void WriteTextsUnlessEmpty(Utf8JsonWriter writer, string name, IReadOnlyList<string> texts)
    {
        if (texts.Count > 0)
        {
            WriteTexts(writer, name, texts);
        }
    }
}
