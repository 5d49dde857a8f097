namespace OrleansScheduler.Host.Backups;

/// <summary>A backup that cannot be made or restored; the message is for the user.</summary>
internal sealed class BackupException(string message, Exception? cause = null) : Exception(message, cause);
