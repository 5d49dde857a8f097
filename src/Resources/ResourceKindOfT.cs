using k8s;
using k8s.Models;
using OrleansScheduler.Resources.Store;
using OrleansScheduler.Resources.Validation;

namespace OrleansScheduler.Resources;

/// <summary>A kind whose rules are written against its wire type.</summary>
public abstract class ResourceKind<T> : ResourceKind
    where T : class, IKubernetesObject<V1ObjectMeta>
{
    public sealed override Type ObjectType => typeof(T);

    public override IKubernetesObject<V1ObjectMeta> Typed(StoredObject stored) => stored.As<T>();

    public override IKubernetesObject<V1ObjectMeta> Copy(StoredObject stored) => stored.Decode<T>();

    public sealed override long? GracePeriodSeconds(IKubernetesObject<V1ObjectMeta> obj, long? asked) =>
        GracePeriodSeconds((T)obj, asked);

    public sealed override bool IsHeld(IKubernetesObject<V1ObjectMeta> obj) => IsHeld((T)obj);

    public sealed override void PrepareForDelete(IKubernetesObject<V1ObjectMeta> obj) => PrepareForDelete((T)obj);

    public sealed override void Default(IKubernetesObject<V1ObjectMeta> obj) => Default((T)obj);

    public sealed override void PrepareForCreate(IKubernetesObject<V1ObjectMeta> obj) => PrepareForCreate((T)obj);

    public sealed override void PrepareForUpdate(
        IKubernetesObject<V1ObjectMeta> obj, IKubernetesObject<V1ObjectMeta> old, string subresource) =>
        PrepareForUpdate((T)obj, (T)old, subresource);

    public sealed override IReadOnlyList<FieldError> Validate(IKubernetesObject<V1ObjectMeta> obj) =>
        Validate((T)obj);

    public sealed override IReadOnlyList<FieldError> ValidateUpdate(
        IKubernetesObject<V1ObjectMeta> obj, IKubernetesObject<V1ObjectMeta> old, string subresource) =>
        ValidateUpdate((T)obj, (T)old, subresource);

    public sealed override IReadOnlyList<string> Warnings(IKubernetesObject<V1ObjectMeta> obj) => Warnings((T)obj);

    public sealed override IReadOnlyList<string> UpdateWarnings(
        IKubernetesObject<V1ObjectMeta> obj, IKubernetesObject<V1ObjectMeta> old) => UpdateWarnings((T)obj, (T)old);

    public sealed override TableRow Row(IKubernetesObject<V1ObjectMeta> obj, DateTime now) => Row((T)obj, now);

    protected virtual void Default(T obj)
    {
    }

    protected virtual void PrepareForCreate(T obj)
    {
    }

    protected virtual void PrepareForUpdate(T obj, T old, string subresource)
    {
    }

    protected virtual long? GracePeriodSeconds(T obj, long? asked) => null;

    protected virtual bool IsHeld(T obj) => false;

    protected virtual void PrepareForDelete(T obj)
    {
    }

    protected abstract IReadOnlyList<FieldError> Validate(T obj);

    protected abstract IReadOnlyList<FieldError> ValidateUpdate(T obj, T old, string subresource);

    protected virtual IReadOnlyList<string> Warnings(T obj) => [];

    protected virtual IReadOnlyList<string> UpdateWarnings(T obj, T old) => Warnings(obj);

    protected virtual TableRow Row(T obj, DateTime now) => TableRow.Default(obj);
}
