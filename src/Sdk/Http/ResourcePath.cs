using System.Reflection;
using k8s.Models;

namespace OrleansScheduler.Sdk.Http;

/// <summary>The URL of a wire type's collection and objects, read from the type's own group, version and plural.</summary>
internal static class ResourcePath<T>
{
    private static readonly KubernetesEntityAttribute Entity =
        typeof(T).GetCustomAttribute<KubernetesEntityAttribute>()
        ?? throw new NotSupportedException($"{typeof(T)} carries no KubernetesEntity attribute.");

    public static string Kind => Entity.Kind;

    public static string Plural => Entity.PluralName;

    public static string ApiVersion => Entity.Group.Length == 0 ? Entity.ApiVersion : $"{Entity.Group}/{Entity.ApiVersion}";

    public static string Collection(string? @namespace)
    {
        var root = Entity.Group.Length == 0 ? $"api/{Entity.ApiVersion}" : $"apis/{Entity.Group}/{Entity.ApiVersion}";
        return string.IsNullOrEmpty(@namespace)
            ? $"{root}/{Entity.PluralName}"
            : $"{root}/namespaces/{Uri.EscapeDataString(@namespace)}/{Entity.PluralName}";
    }

    public static string Object(string? @namespace, string name, string? subresource = null)
    {
        var path = $"{Collection(@namespace)}/{Uri.EscapeDataString(name)}";
        return subresource is null ? path : $"{path}/{subresource}";
    }
}
