namespace OrleansScheduler.Sdk.Informers;

/// <summary>Ends the notifications of one handler.</summary>
internal sealed class InformerSubscription(Action end) : IDisposable
{
    public void Dispose() => end();
}
