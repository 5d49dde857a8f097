using System.Collections;
using System.Text.Json;
using k8s;

namespace OrleansScheduler.Resources.Validation;

/// <summary>
/// Equality of parts of objects as Kubernetes means it: order of map entries does not matter, and a list that is
/// absent equals an empty one.
/// </summary>
public static class SemanticEquality
{
    public static bool AreEqual(object? left, object? right)
    {
        if (ReferenceEquals(left, right))
        {
            return true;
        }

        if (left is null || right is null)
        {
            return IsNothing(left ?? right);
        }

        var (leftJson, rightJson) = (KubernetesJson.Serialize(left), KubernetesJson.Serialize(right));
        if (leftJson == rightJson)
        {
            return true;
        }

        using var leftDocument = JsonDocument.Parse(leftJson);
        using var rightDocument = JsonDocument.Parse(rightJson);
        return AreEqual(leftDocument.RootElement, rightDocument.RootElement);
    }

    private static bool IsNothing(object? value) => value is null or ICollection { Count: 0 };

    private static bool AreEqual(JsonElement left, JsonElement right) =>
        (IsNothing(left) && IsNothing(right))
        || (left.ValueKind == right.ValueKind && left.ValueKind switch
        {
            JsonValueKind.Object => Within(left, right) && Within(right, left),
            JsonValueKind.Array => left.GetArrayLength() == right.GetArrayLength()
                && left.EnumerateArray().Zip(right.EnumerateArray()).All(pair => AreEqual(pair.First, pair.Second)),
            _ => JsonElement.DeepEquals(left, right),
        });

    private static bool Within(JsonElement inner, JsonElement outer) => inner.EnumerateObject().All(
        entry => outer.TryGetProperty(entry.Name, out var other)
            ? AreEqual(entry.Value, other)
            : IsNothing(entry.Value));

    private static bool IsNothing(JsonElement element) =>
        element.ValueKind == JsonValueKind.Null
        || (element.ValueKind == JsonValueKind.Array && element.GetArrayLength() == 0);
}
