using System.Reflection;
using k8s.Models;

namespace OrleansScheduler.Sdk.Resources;

/// <summary>A kind of object, and where the API serves it.</summary>
public sealed record ApiKind
{
    /// <summary>The API group; empty for the core group.</summary>
    public string Group { get; init; } = "";

    /// <summary>The version, such as <c>v1</c>.</summary>
    public required string Version { get; init; }

    /// <summary>The kind, such as <c>Job</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Its name in URLs, such as <c>jobs</c>.</summary>
    public required string Plural { get; init; }

    /// <summary>Whether objects live in namespaces.</summary>
    public bool IsNamespaced { get; init; } = true;

    /// <summary>What the server lets one do with it; empty when it was not asked.</summary>
    public IReadOnlyList<string> Verbs { get; init; } = [];

    /// <summary>The short names kubectl takes, such as <c>po</c>.</summary>
    public IReadOnlyList<string> ShortNames { get; init; } = [];

    /// <summary>The value of <c>apiVersion</c> in objects.</summary>
    public string ApiVersion => Group.Length == 0 ? Version : $"{Group}/{Version}";

    internal string Root => Group.Length == 0 ? $"api/{Version}" : $"apis/{Group}/{Version}";

    /// <summary>The kind of a <c>k8s.Models</c> type, or of an own type with a <c>KubernetesEntity</c> attribute.</summary>
    /// <exception cref="NotSupportedException">The type carries no such attribute.</exception>
    public static ApiKind Of<T>() => Declared<T>.Kind;

    internal string Collection(string? @namespace) => string.IsNullOrEmpty(@namespace)
        ? $"{Root}/{Plural}"
        : $"{Root}/namespaces/{Uri.EscapeDataString(@namespace)}/{Plural}";

    internal string Object(string? @namespace, string name, string? subresource = null)
    {
        var path = $"{Collection(@namespace)}/{Uri.EscapeDataString(name)}";
        return subresource is null ? path : $"{path}/{subresource}";
    }

    private static class Declared<T>
    {
        public static ApiKind Kind { get; } = typeof(T).GetCustomAttribute<KubernetesEntityAttribute>() is { } entity
            ? new() { Group = entity.Group, Version = entity.ApiVersion, Kind = entity.Kind, Plural = entity.PluralName }
            : throw new NotSupportedException($"{typeof(T)} carries no KubernetesEntity attribute.");
    }
}
