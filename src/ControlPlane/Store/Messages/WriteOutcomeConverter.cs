using OrleansScheduler.Resources.Store;

namespace OrleansScheduler.ControlPlane.Store.Messages;

/// <summary>Turns a <see cref="WriteOutcome"/> into its wire form and back.</summary>
[RegisterConverter]
internal sealed class WriteOutcomeConverter : IConverter<WriteOutcome, WriteOutcomeSurrogate>
{
    public WriteOutcome ConvertFromSurrogate(in WriteOutcomeSurrogate surrogate) =>
        new(surrogate.Status, surrogate.Object);

    public WriteOutcomeSurrogate ConvertToSurrogate(in WriteOutcome value) =>
        new() { Status = value.Status, Object = value.Object };
}
