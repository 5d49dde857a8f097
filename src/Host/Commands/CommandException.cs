namespace OrleansScheduler.Host.Commands;

/// <summary>A failure the user can mend; the message says how.</summary>
internal sealed class CommandException(string message, Exception? inner = null) : Exception(message, inner);
