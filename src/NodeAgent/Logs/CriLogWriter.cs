using System.Globalization;
using System.Text;

namespace OrleansScheduler.NodeAgent.Logs;

/// <summary>
/// Appends a container's output to its log in the CRI format, <c>time stream F|P text</c>, and rotates it: the newest file has the plain
/// name, <c>.1</c> is the one before it.
/// </summary>
internal sealed class CriLogWriter : IDisposable
{
    public const long FileSizeMax = 10 * 1024 * 1024;
    public const int FilesMax = 5;
    private readonly string path;
    private readonly TimeProvider time;
    private readonly long fileSizeMax;
    private FileStream file;

    public CriLogWriter(string path, TimeProvider time, long fileSizeMax = FileSizeMax)
    {
        this.path = path;
        this.time = time;
        this.fileSizeMax = fileSizeMax;
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        file = Open();
    }

    public void Append(LogStreamName stream, bool isWholeLine, ReadOnlySpan<byte> text)
    {
        Span<byte> head = stackalloc byte[64];
        var length = Encoding.ASCII.GetBytes(Timestamp(), head);
        length += Encoding.ASCII.GetBytes(stream == LogStreamName.Stdout ? " stdout " : " stderr ", head[length..]);
        length += Encoding.ASCII.GetBytes(isWholeLine ? "F " : "P ", head[length..]);
        file.Write(head[..length]);
        file.Write(text);
        file.Write("\n"u8);
    }

    /// <summary>Makes what was appended readable, and rotates between lines.</summary>
    public void Flush()
    {
        file.Flush();
        if (file.Length >= fileSizeMax)
        {
            Rotate();
        }
    }

    public void Dispose() => file.Dispose();

    public static string RotatedName(string path, int age) => age == 0 ? path : $"{path}.{age}";

    private void Rotate()
    {
        file.Dispose();
        for (var age = FilesMax - 2; age >= 0; age--)
        {
            if (File.Exists(RotatedName(path, age)))
            {
                File.Move(RotatedName(path, age), RotatedName(path, age + 1), overwrite: true);
            }
        }

        file = Open();
    }

    private FileStream Open()
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.Append,
            Access = FileAccess.Write,
            Share = FileShare.ReadWrite | FileShare.Delete,
            BufferSize = 64 * 1024,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new(path, options);
    }

    private string Timestamp() =>
        time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'00Z'", CultureInfo.InvariantCulture);
}
