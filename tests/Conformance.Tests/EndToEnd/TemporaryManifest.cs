namespace OrleansScheduler.Conformance.Tests.EndToEnd;

/// <summary>A manifest file that is gone after the test.</summary>
internal sealed class TemporaryManifest : IDisposable
{
    public TemporaryManifest(string yaml) => File.WriteAllText(Path, yaml);

    public string Path { get; } =
        System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"manifest-{Guid.NewGuid():N}.yaml");

    public void Dispose() => File.Delete(Path);
}
