namespace OrleansScheduler.TestKit;

/// <summary>Finds the checkout and the recorded data beside it.</summary>
public static class RepositoryRoot
{
    /// <summary>The folder that holds the solution.</summary>
    public static string Path { get; } = Find();

    /// <summary>The golden corpus: <c>$GOLDEN</c>, else <c>../shared/golden</c>; null when neither is there.</summary>
    public static string? Golden { get; } = FirstExisting(
        Environment.GetEnvironmentVariable("GOLDEN"), System.IO.Path.Combine(Path, "..", "shared", "golden"));

    private static string Find()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(System.IO.Path.Combine(folder, "OrleansScheduler.sln")))
        {
            folder = System.IO.Path.GetDirectoryName(folder)
                ?? throw new InvalidOperationException("The tests run outside a checkout.");
        }

        return folder;
    }

    private static string? FirstExisting(params string?[] folders) =>
        folders.FirstOrDefault(folder => !string.IsNullOrEmpty(folder) && Directory.Exists(folder));
}
