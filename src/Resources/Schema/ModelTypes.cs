using System.Reflection;
using System.Text.Json.Serialization;
using k8s.Models;

namespace OrleansScheduler.Resources.Schema;

/// <summary>The classes of <c>k8s.Models</c> by the type they carry on the wire.</summary>
public static class ModelTypes
{
    /// <summary>The class of a type, or null where the models lack it.</summary>
    public static Type? Find(TypeSchema type)
    {
        var version = type.Package[(type.Package.IndexOf('/', StringComparison.Ordinal) + 1)..];
        var name = type.ModelName ?? $"{char.ToUpperInvariant(version[0])}{version[1..]}{type.Name}";
        return typeof(V1Pod).Assembly.GetType($"{typeof(V1Pod).Namespace}.{name}");
    }

    /// <summary>The properties of a class by their names in JSON.</summary>
    public static IReadOnlyDictionary<string, PropertyInfo> Properties(Type model) =>
        model.GetProperties().ToDictionary(
            property => property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name ?? property.Name,
            StringComparer.Ordinal);

    internal static GroupVersionKind KindOf(Type model)
    {
        var entity = model.GetCustomAttribute<KubernetesEntityAttribute>();
        return entity is null
            ? new GroupVersionKind("", "v1", model.Name["V1".Length..])
            : new GroupVersionKind(entity.Group, entity.ApiVersion, entity.Kind);
    }
}
