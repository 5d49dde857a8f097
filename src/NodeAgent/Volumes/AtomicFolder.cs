using System.Globalization;
using System.Runtime.InteropServices;

namespace OrleansScheduler.NodeAgent.Volumes;

/// <summary>
/// A folder whose files change all at once: they are in <c>..&lt;time&gt;</c>, the link <c>..data</c> points there, and what users see are links into
/// <c>..data</c>. A new state is written beside the old one and <c>..data</c> is renamed over.
/// </summary>
internal sealed partial class AtomicFolder(string path, TimeProvider time)
{
    private const string Data = "..data";
    private const UnixFileMode Readable = (UnixFileMode)0b111_101_101;

    /// <summary>Brings the folder to exactly these files.</summary>
    /// <returns>Whether anything changed.</returns>
    public bool Write(IReadOnlyDictionary<string, VolumeFile> files)
    {
        var link = Path.Combine(path, Data);
        var old = Directory.Exists(link) ? new DirectoryInfo(link).LinkTarget : null;
        if (old is not null && IsSame(Path.Combine(path, old), files))
        {
            return false;
        }

        var next = ".." + time.GetUtcNow().ToString("yyyy_MM_dd_HH_mm_ss.fffffff", CultureInfo.InvariantCulture);
        WriteFiles(Path.Combine(path, next), files);
        File.Delete(link + "_tmp");
        File.CreateSymbolicLink(link + "_tmp", next);
        Replace(link + "_tmp", link);
        LinkNames(files);
        if (old is not null)
        {
            Directory.Delete(Path.Combine(path, old), recursive: true);
        }

        return true;
    }

    private static void WriteFiles(string folder, IReadOnlyDictionary<string, VolumeFile> files)
    {
        CreateReadable(folder);
        foreach (var (name, file) in files)
        {
            var target = Path.Combine(folder, name);
            CreateReadable(Path.GetDirectoryName(target) ?? folder);
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            using (var stream = new FileStream(target, options))
            {
                stream.Write(file.Content);
            }

            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(target, file.Mode);
            }
        }
    }

    /// <summary>The agent's own mask must not keep other users of containers out.</summary>
    private static void CreateReadable(string folder)
    {
        Directory.CreateDirectory(folder);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(folder, Readable);
        }
    }

    private void LinkNames(IReadOnlyDictionary<string, VolumeFile> files)
    {
        var wanted = files.Keys.Select(name => name.Split('/')[0]).ToHashSet();
        foreach (var entry in new DirectoryInfo(path).EnumerateFileSystemInfos())
        {
            if (!entry.Name.StartsWith("..", StringComparison.Ordinal) && !wanted.Remove(entry.Name))
            {
                entry.Delete();
            }
        }

        foreach (var name in wanted)
        {
            File.CreateSymbolicLink(Path.Combine(path, name), Path.Combine(Data, name));
        }
    }

    private static void Replace(string source, string target)
    {
        if (OperatingSystem.IsWindows())
        {
            // Links cannot be renamed over each other there: the new state is seen a moment late, never mixed with the old one.
            if (Directory.Exists(target))
            {
                Directory.Delete(target);
            }

            Directory.Move(source, target);
        }
        else if (Rename(source, target) != 0)
        {
            throw new IOException($"{target} cannot be replaced: error {Marshal.GetLastPInvokeError()}.");
        }
    }

    [LibraryImport("libc", EntryPoint = "rename", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Rename(string source, string target);

    private static bool IsSame(string folder, IReadOnlyDictionary<string, VolumeFile> files)
    {
        var present = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Count();
        return present == files.Count && files.All(file =>
            File.Exists(Path.Combine(folder, file.Key))
            && File.ReadAllBytes(Path.Combine(folder, file.Key)).AsSpan().SequenceEqual(file.Value.Content));
    }
}
