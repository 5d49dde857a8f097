using System.Collections.Frozen;
using System.Reflection;
using k8s.Models;

namespace OrleansScheduler.Resources.Schema;

/// <summary>The classes of <c>k8s.Models</c> by the type they carry on the wire.</summary>
internal static class ModelTypes
{
    private static readonly FrozenDictionary<GroupVersionKind, Type> ByKind = typeof(V1Pod).Assembly.GetTypes()
        .Select(type => (Type: type, Entity: type.GetCustomAttribute<KubernetesEntityAttribute>()))
        .Where(model => model.Entity is not null)
        .DistinctBy(model => ToKind(model.Entity!))
        .ToFrozenDictionary(model => ToKind(model.Entity!), model => model.Type);

    public static Type Find(GroupVersionKind kind) => ByKind[kind];

    private static GroupVersionKind ToKind(KubernetesEntityAttribute entity) =>
        new(entity.Group, entity.ApiVersion, entity.Kind);
}
