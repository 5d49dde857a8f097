using OrleansScheduler.Resources;
using OrleansScheduler.Resources.Store;

namespace OrleansScheduler.ControlPlane.Store.Messages;

/// <summary>Turns a <see cref="WriteRequest"/> into its wire form and back.</summary>
[RegisterConverter]
internal sealed class WriteRequestConverter : IConverter<WriteRequest, WriteRequestSurrogate>
{
    public WriteRequest ConvertFromSurrogate(in WriteRequestSurrogate surrogate) => new()
    {
        Action = surrogate.Action,
        Key = new ObjectKey(surrogate.Namespace, surrogate.Name),
        Json = surrogate.Json,
        ExpectedRevision = surrogate.ExpectedRevision,
        Guard = surrogate is { GuardIndex: { } index, GuardValue: { } value }
            ? new WriteGuard(new IndexKey(index, value), surrogate.GuardLastRevision)
            : null,
        Group = surrogate.Group,
    };

    public WriteRequestSurrogate ConvertToSurrogate(in WriteRequest value) => new()
    {
        Action = value.Action,
        Namespace = value.Key.Namespace,
        Name = value.Key.Name,
        Json = value.Json.ToArray(),
        ExpectedRevision = value.ExpectedRevision,
        GuardIndex = value.Guard?.Key.Name,
        GuardValue = value.Guard?.Key.Value,
        GuardLastRevision = value.Guard?.LastRevision ?? 0,
        Group = value.Group,
    };
}
