using System.Text;
using k8s.Models;
using OrleansScheduler.NodeAgent.Logs;
using OrleansScheduler.NodeAgent.Runtime;

namespace OrleansScheduler.NodeAgent.Containers;

/// <summary>What a container left as its last words: its message file, or after a failure the end of its log.</summary>
internal static class TerminationMessage
{
    private const int LengthMax = 4096;
    private const int LogLinesMax = 80;
    private const int LogLengthMax = 2048;

    public static ContainerExit Complete(ContainerExit exit, ContainerSpec spec, V1Container container)
    {
        if (exit.Message is not null)
        {
            return exit;
        }

        var message = ReadEnd(spec.TerminationMessageFile);
        if (message.Length == 0 && exit.ExitCode != 0 && container.TerminationMessagePolicy == "FallbackToLogsOnError")
        {
            message = LogEnd(spec.LogPath);
        }

        return exit with { Message = message };
    }

    private static string ReadEnd(string? path)
    {
        if (path is null || !File.Exists(path))
        {
            return "";
        }

        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        file.Seek(-Math.Min(file.Length, LengthMax), SeekOrigin.End);
        using var reader = new StreamReader(file, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    private static string LogEnd(string path)
    {
        var lines = CriLogReader.Tail(path, LogLinesMax);
        var text = string.Concat(lines.Select(line => line.Text + (line.IsWhole ? "\n" : "")));
        return text.Length > LogLengthMax ? text[^LogLengthMax..] : text;
    }
}
