namespace OrleansScheduler.Host.Pki;

/// <summary>Keeps processes that start together from making the same files twice: they take turns.</summary>
internal sealed class DirectoryLock : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly FileStream _held;

    private DirectoryLock(FileStream held) => _held = held;

    public static async Task<DirectoryLock> TakeAsync(
        string directory, TimeProvider time, CancellationToken cancellationToken)
    {
        var file = Path.Combine(directory, ".lock");
        for (var waited = TimeSpan.Zero; ; waited += Pause)
        {
            try
            {
                return new DirectoryLock(new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            }
            catch (IOException) when (waited < Patience && File.Exists(file))
            {
                await Task.Delay(Pause, time, cancellationToken);
            }
        }
    }

    public void Dispose() => _held.Dispose();
}
