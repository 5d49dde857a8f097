using System.Text.Json.Nodes;

namespace OrleansScheduler.Resources.Patches;

/// <summary>JSON as Go prints decoded JSON (<c>%v</c>): <c>map[a:1 b:[x y]]</c>. Error messages carry it.</summary>
public static class GoText
{
    public static string Of(JsonNode? value) => value switch
    {
        null => "<nil>",
        JsonObject map => $"map[{string.Join(' ', map.OrderBy(member => member.Key, StringComparer.Ordinal)
            .Select(member => $"{member.Key}:{Of(member.Value)}"))}]",
        JsonArray list => $"[{string.Join(' ', list.Select(Of))}]",
        JsonValue scalar when scalar.TryGetValue<string>(out var text) => text,
        _ => value.ToJsonString(),
    };
}
