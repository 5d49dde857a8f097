namespace OrleansScheduler.Host.Pki;

/// <summary>Writes files that only their owner may read, whole or not at all.</summary>
internal static class PrivateFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnerOnlyDirectory = OwnerOnly | UnixFileMode.UserExecute;

    public static void Write(string path, string content)
    {
        var temporary = path + ".new";
        using (var writer = new StreamWriter(Create(temporary)))
        {
            writer.Write(content);
        }

        File.Move(temporary, path, overwrite: true);
    }

    public static async Task<T> WriteAsync<T>(string path, Func<Stream, Task<T>> writeAsync)
    {
        var temporary = path + ".new";
        T result;
        await using (var file = Create(temporary))
        {
            result = await writeAsync(file);
        }

        File.Move(temporary, path, overwrite: true);
        return result;
    }

    public static void CreateDirectory(string directory)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(directory);
        }
        else
        {
            Directory.CreateDirectory(directory, OwnerOnlyDirectory);
        }
    }

    private static FileStream Create(string path)
    {
        CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))
            ?? throw new ArgumentException("A file needs a directory.", nameof(path)));
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        return new FileStream(path, options);
    }
}
