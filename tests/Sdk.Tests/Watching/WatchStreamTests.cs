using System.Text;
using k8s.Models;
using OrleansScheduler.Sdk.Watching;

namespace OrleansScheduler.Sdk.Tests.Watching;

public sealed class WatchStreamTests
{
    [Fact]
    public async Task Read_BrokenLastLine_YieldsOnlyWholeEvents()
    {
        const string Text = """
            {"type":"ADDED","object":{"metadata":{"name":"a","resourceVersion":"1"}}}
            {"type":"ERROR","object":{"kind":"Status","code":410,"reason":"Expired"}}
            {"type":"MODIFIED","object":{"metadata":{"na
            """;
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(Text));
        var lines = new List<WatchLine<V1Pod>>();
        await foreach (var line in WatchStream.ReadAsync<V1Pod>(stream, TestContext.Current.CancellationToken))
        {
            lines.Add(line);
        }

        Assert.Equal(["ADDED", "ERROR"], lines.Select(line => line.Type));
        Assert.Equal("a", lines[0].Resource?.Metadata.Name);
        Assert.Equal(410, lines[1].Error?.Code);
    }
}
