using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace OrleansScheduler.NodeAgent.Logs;

/// <summary>Reads on in a file another process appends to, and gives back the disk space of what was read.</summary>
internal sealed partial class OutputFile(string path, long offset, OutputLines lines) : IDisposable
{
    private const int KeepSizeAndPunchHole = 0x01 | 0x02;
    private const long HoleLengthMin = 1024 * 1024;
    private readonly SafeFileHandle file = File.OpenHandle(
        path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);

    private long position = offset;
    private long punched = offset;

    /// <summary>Up to where the file is in the log as whole lines or parts.</summary>
    public long Carried => Math.Max(0, position - lines.PendingLength);

    public bool Carry(byte[] buffer)
    {
        var count = RandomAccess.Read(file, buffer, position);
        if (count == 0 && RandomAccess.GetLength(file) < position)
        {
            // A program that opens /dev/stdout anew may truncate it, which a pipe would not have let it do.
            position = punched = 0;
            count = RandomAccess.Read(file, buffer, position);
        }

        if (count == 0)
        {
            return false;
        }

        lines.Append(buffer.AsSpan(0, count));
        position += count;
        if (OperatingSystem.IsLinux() && Carried - punched >= HoleLengthMin)
        {
            // File systems that cannot do it keep the bytes until the container is removed.
            _ = Allocate(file, KeepSizeAndPunchHole, punched, Carried - punched);
            punched = Carried;
        }

        return true;
    }

    public void Complete() => lines.Complete();

    public void Dispose() => file.Dispose();

    [LibraryImport("libc", EntryPoint = "fallocate", SetLastError = true)]
    private static partial int Allocate(SafeFileHandle file, int mode, long offset, long length);
}
