using OrleansScheduler.Resources.Store;

namespace OrleansScheduler.ControlPlane.Store.Messages;

/// <summary>Turns a <see cref="WatchEvent"/> into its wire form and back.</summary>
[RegisterConverter]
internal sealed class WatchEventConverter : IConverter<WatchEvent, WatchEventSurrogate>
{
    public WatchEvent ConvertFromSurrogate(in WatchEventSurrogate surrogate) =>
        new(surrogate.Type, surrogate.Object, null);

    public WatchEventSurrogate ConvertToSurrogate(in WatchEvent value) =>
        new() { Type = value.Type, Object = value.Object };
}
