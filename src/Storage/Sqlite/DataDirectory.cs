namespace OrleansScheduler.Storage.Sqlite;

/// <summary>
/// The directory one process keeps its state in. While this object lives no other process can open it: the operating
/// system holds the lock and frees it however the process ends.
/// </summary>
internal sealed class DataDirectory : IDisposable
{
    private const int WindowsSharingViolation = 32;
    private const int LinuxWouldBlock = 11;
    private const int DarwinWouldBlock = 35;

    private readonly FileStream _lock;

    private DataDirectory(string path, FileStream held)
    {
        Path = path;
        _lock = held;
    }

    public string Path { get; }

    public string DatabaseFile => System.IO.Path.Combine(Path, "store.db");

    /// <exception cref="DataDirectoryException">It cannot be written, or another process has it.</exception>
    public static DataDirectory Acquire(string path)
    {
        var full = System.IO.Path.GetFullPath(path);
        try
        {
            Directory.CreateDirectory(full);
            var file = System.IO.Path.Combine(full, "LOCK");
            return new DataDirectory(full, new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException busy) when (IsHeldByAnother(busy))
        {
            throw new DataDirectoryException(full, "is in use by another process; stop it or choose another directory", busy);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new DataDirectoryException(full, $"cannot be written: {refused.Message.TrimEnd('.')}", refused);
        }
    }

    public void Dispose() => _lock.Dispose();

    private static bool IsHeldByAnother(IOException error) =>
        (error.HResult & 0xFFFF) is WindowsSharingViolation or LinuxWouldBlock or DarwinWouldBlock;
}
