using k8s;
using k8s.Models;
using OrleansScheduler.Resources.ManagedFields;
using OrleansScheduler.Resources.Schema;
using OrleansScheduler.Resources.Store;
using OrleansScheduler.Resources.Validation;

namespace OrleansScheduler.Resources;

/// <summary>
/// All that is particular to one kind: its names, its rules, its table. Everything else (URLs, verbs, patch, watch,
/// storage, discovery, OpenAPI) works on any kind. Implementations are stateless and listed in <see cref="Kinds"/>.
/// </summary>
public abstract class ResourceKind
{
    public abstract GroupVersionKind GroupVersionKind { get; }

    /// <summary>Lower-case plural, as in URLs.</summary>
    public abstract string Plural { get; }

    public abstract Type ObjectType { get; }

    public string Group => GroupVersionKind.Group;

    public string Version => GroupVersionKind.Version;

    public string Kind => GroupVersionKind.Kind;

    public string Singular => Kind.ToLowerInvariant();

    public string ListKind => Kind + "List";

    /// <summary><c>pods</c>, <c>jobs.batch</c>: how error messages name the resource.</summary>
    public string GroupResource => Group.Length == 0 ? Plural : $"{Plural}.{Group}";

    /// <summary>The group that refusals of invalid objects name.</summary>
    public virtual string RuleGroup => Group;

    /// <summary>Where Kubernetes keeps the objects; some of its messages show it.</summary>
    public virtual string RegistryPath => Plural;

    /// <summary><c>pods</c>, <c>batch/jobs</c>: the store's sequence. Two group versions of one kind share it.</summary>
    public virtual string ResourceType => Group.Length == 0 ? Plural : $"{Group}/{Plural}";

    public virtual bool IsNamespaced => true;

    public virtual IReadOnlyList<string> ShortNames => [];

    public virtual IReadOnlyList<string> Categories => [];

    /// <summary>What can be done with it, in alphabetical order as discovery shows it.</summary>
    public virtual IReadOnlyList<string> Verbs =>
        ["create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"];

    public virtual IReadOnlyList<Subresource> Subresources => [];

    public virtual WriteRules WriteRules => WriteRules.Standard;

    /// <summary>What lists and watches can be narrowed by without looking at every object.</summary>
    public virtual IReadOnlyList<ObjectIndex> Indexes => [];

    /// <summary>The index whose entries <see cref="WriteGuard"/>s protect, null for most kinds.</summary>
    public virtual string? GuardIndex => null;

    /// <summary>Field selectors beyond metadata.name and metadata.namespace.</summary>
    public virtual IReadOnlyDictionary<string, Func<StoredObject, string>> SelectableFields =>
        new Dictionary<string, Func<StoredObject, string>>();

    public virtual IReadOnlyList<TableColumn> TableColumns => TableColumn.Default;

    /// <summary>The typed object; shared and not to be changed.</summary>
    public abstract IKubernetesObject<V1ObjectMeta> Typed(StoredObject stored);

    /// <summary>A private copy with its resourceVersion, free to change.</summary>
    public abstract IKubernetesObject<V1ObjectMeta> Copy(StoredObject stored);

    /// <summary>What a client of this group version reads; differs from the stored JSON where two of them share a store.</summary>
    public virtual WireJson WireJson(StoredObject stored) => stored.WireJson;

    /// <summary>The form that is stored: UTF-8 JSON without resourceVersion.</summary>
    public virtual byte[] Encode(IKubernetesObject<V1ObjectMeta> obj) => ObjectCodec.Encode(obj, GroupVersionKind);

    /// <summary>Fills what the client left out (Kubernetes' defaults.go).</summary>
    public abstract void Default(IKubernetesObject<V1ObjectMeta> obj);

    /// <summary>Clears what a create may not set (status) and sets what it must (phase, generation).</summary>
    public abstract void PrepareForCreate(IKubernetesObject<V1ObjectMeta> obj);

    /// <summary>Takes from <paramref name="old"/> what this update may not touch; bumps the generation on a spec change.</summary>
    public abstract void PrepareForUpdate(
        IKubernetesObject<V1ObjectMeta> obj, IKubernetesObject<V1ObjectMeta> old, string subresource);

    /// <summary>
    /// The fields a write of the object or of a subresource cannot change, and which it therefore does not come to own:
    /// the status by the object itself, the spec by <c>/status</c>.
    /// </summary>
    internal virtual FieldSet ResetFields(string subresource) => subresource switch
    {
        "status" => ManagedFields.ResetFields.Spec,
        _ when Subresources.Any(offered => offered.Name == "status") => ManagedFields.ResetFields.Status,
        _ => FieldSet.Empty,
    };

    /// <summary>What the creator of an object does not come to own.</summary>
    internal FieldSet UnownedAtCreation => field ??= ServerFields.Skipped.Union(ResetFields(""));

    /// <summary>
    /// How long a deletion leaves the object to its owner, given what the client asked for; null for the kinds that
    /// know no graceful deletion.
    /// </summary>
    public virtual long? GracePeriodSeconds(IKubernetesObject<V1ObjectMeta> obj, long? asked) => null;

    /// <summary>True when something besides metadata.finalizers keeps a deleted object (a namespace's content).</summary>
    public virtual bool IsHeld(IKubernetesObject<V1ObjectMeta> obj) => false;

    /// <summary>Shows in the object that its deletion has begun; called for kinds that are held.</summary>
    public virtual void PrepareForDelete(IKubernetesObject<V1ObjectMeta> obj)
    {
    }

    /// <summary>All problems of a new object, in Kubernetes' order and words.</summary>
    public abstract IReadOnlyList<FieldError> Validate(IKubernetesObject<V1ObjectMeta> obj);

    /// <summary>All problems of a change; <paramref name="subresource"/> is empty for the object itself.</summary>
    public abstract IReadOnlyList<FieldError> ValidateUpdate(
        IKubernetesObject<V1ObjectMeta> obj, IKubernetesObject<V1ObjectMeta> old, string subresource);

    /// <summary>Texts of the Warning headers a create of this object earns.</summary>
    public abstract IReadOnlyList<string> Warnings(IKubernetesObject<V1ObjectMeta> obj);

    /// <summary>Texts of the Warning headers an update earns; subresources earn none.</summary>
    public abstract IReadOnlyList<string> UpdateWarnings(
        IKubernetesObject<V1ObjectMeta> obj, IKubernetesObject<V1ObjectMeta> old);

    /// <summary>Texts of the Warning headers a deletion with these options earns.</summary>
    public virtual IReadOnlyList<string> DeletionWarnings(V1DeleteOptions options) => [];

    /// <summary>One table row; its cells match <see cref="TableColumns"/>, numbers as numbers.</summary>
    public abstract TableRow Row(IKubernetesObject<V1ObjectMeta> obj, DateTime now);
}
