namespace OrleansScheduler.Storage.Sqlite;

/// <summary>The data directory cannot be used; the message says which and why, for the one who starts the process.</summary>
public sealed class DataDirectoryException(string directory, string why, Exception? inner = null)
    : Exception($"The data directory {directory} {why}.", inner)
{
    public string Directory { get; } = directory;
}
