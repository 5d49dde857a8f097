using System.Text.Json.Nodes;

namespace OrleansScheduler.ApiServer.Patches;

/// <summary>JSON as Go prints maps in error texts: <c>map[spec:map[replicas:1]]</c>.</summary>
internal static class GoMap
{
    public static string Format(JsonNode? node) => node switch
    {
        null => "<nil>",
        JsonObject map => "map[" + string.Join(
            ' ', map.OrderBy(member => member.Key, StringComparer.Ordinal).Select(m => $"{m.Key}:{Format(m.Value)}")) + "]",
        JsonArray list => "[" + string.Join(' ', list.Select(Format)) + "]",
        _ => node.ToString(),
    };
}
