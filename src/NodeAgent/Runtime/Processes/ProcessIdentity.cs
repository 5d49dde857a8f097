using System.Globalization;
using System.Runtime.InteropServices;

namespace OrleansScheduler.NodeAgent.Runtime.Processes;

/// <summary>A process that is not mistaken for a later one with the same id: its start time (in clock ticks since boot) is part of it.</summary>
internal readonly partial record struct ProcessIdentity(int Pid, ulong StartTicks)
{
    public const int SignalKill = 9;
    public const int SignalTerminate = 15;

    public bool IsAlive => TryRead(Pid, out var current, out var state) && current == this && state is not ('Z' or 'X');

    /// <summary>Sends a signal unless the process is gone.</summary>
    public void Signal(int signal)
    {
        if (IsAlive)
        {
            // A failure means that it ended in between, which is what a signal is for.
            _ = Kill(Pid, signal);
        }
    }

    /// <summary>Reads the form the shim writes: the id, a blank, the start time.</summary>
    public static ProcessIdentity? Load(string file)
    {
        if (!File.Exists(file))
        {
            return null;
        }

        var words = File.ReadAllText(file).Split(' ', StringSplitOptions.TrimEntries);
        return new(int.Parse(words[0], CultureInfo.InvariantCulture), ulong.Parse(words[1], CultureInfo.InvariantCulture));
    }

    /// <summary>The process that has an id now; null when none has.</summary>
    public static ProcessIdentity? Find(int pid) => TryRead(pid, out var found, out _) ? found : null;

    private static bool TryRead(int pid, out ProcessIdentity identity, out char state)
    {
        identity = default;
        state = default;
        try
        {
            // The command's name stands in parentheses and may hold blanks; field 3 is the first behind them.
            var stat = File.ReadAllText($"/proc/{pid}/stat");
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            identity = new(pid, ulong.Parse(fields[19], CultureInfo.InvariantCulture));
            state = fields[0][0];
            return true;
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int pid, int signal);
}
