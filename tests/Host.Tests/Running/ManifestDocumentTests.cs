using OrleansScheduler.Host.Commands;
using OrleansScheduler.Host.Running;

namespace OrleansScheduler.Host.Tests.Running;

public sealed class ManifestDocumentTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void ReadFile_SeveralDocuments_KeepsOrderAndText()
    {
        File.WriteAllText(
            _file,
            """
            # settings first
            ---
            apiVersion: v1
            kind: ConfigMap
            metadata: { name: a, namespace: team }
            ---
            # nothing here
            ---
            apiVersion: batch/v1
            kind: Job
            metadata: { name: b }
            """);

        var documents = ManifestDocument.ReadFile(_file);

        Assert.Equal(["ConfigMap", "Job"], documents.Select(document => document.Kind.Kind));
        Assert.Equal(["team", "default"], documents.Select(document => document.Namespace));
    }

    [Theory]
    [InlineData("", "holds no object")]
    [InlineData("a: [", "is not YAML")]
    [InlineData("apiVersion: v1\nkind: Nope\n", "no kind 'Nope'")]
    public void ReadFile_NoManifest_SaysWhatIsWrong(string text, string expected)
    {
        File.WriteAllText(_file, text);

        var failure = Assert.Throws<CommandException>(() => ManifestDocument.ReadFile(_file));

        Assert.Contains(expected, failure.Message);
    }
}
