using OrleansScheduler.Resources;
using OrleansScheduler.Resources.Store;

namespace OrleansScheduler.ControlPlane.Store.Messages;

/// <summary>Turns a <see cref="StoredObject"/> into its wire form and back.</summary>
[RegisterConverter]
internal sealed class StoredObjectConverter : IConverter<StoredObject, StoredObjectSurrogate>
{
    public StoredObject ConvertFromSurrogate(in StoredObjectSurrogate surrogate) =>
        new(new ObjectKey(surrogate.Namespace, surrogate.Name), surrogate.Revision, surrogate.Json);

    public StoredObjectSurrogate ConvertToSurrogate(in StoredObject value) => new()
    {
        Namespace = value.Key.Namespace,
        Name = value.Key.Name,
        Revision = value.Revision,
        Json = value.Json.ToArray(),
    };
}
