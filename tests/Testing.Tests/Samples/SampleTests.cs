using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using OrleansScheduler.Sdk.Jobs;

namespace OrleansScheduler.Testing.Tests.Samples;

public sealed class SampleTests(ProcessClusterFixture fixture) : IClassFixture<ProcessClusterFixture>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Console_Job_PrintsItsLog()
    {
        var (exitCode, output) = await SampleProcess.RunAsync("sdk", "OrleansScheduler.Samples.Sdk.dll", fixture.Cluster, Cancelled);

        Assert.Equal(0, exitCode);
        Assert.Contains("hello from .NET", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FanOut_TenParts_CollectsEveryResult()
    {
        var (exitCode, output) = await SampleProcess.RunAsync(
            "fanout", "OrleansScheduler.Samples.FanOut.dll", fixture.Cluster, Cancelled);

        Assert.Equal(0, exitCode);
        Assert.Contains("10 parts, sum 333833500", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Web_PostedReport_IsAJobWhoseStateIsShown()
    {
        using var process = SampleProcess.Start(
            "web", "OrleansScheduler.Samples.Web.dll", fixture.Cluster, "--urls", "http://127.0.0.1:0");
        try
        {
            using var http = new HttpClient { BaseAddress = await AddressAsync(process.StandardOutput) };
            using var posted = await http.PostAsync("reports/2026-11", null, Cancelled);
            Assert.Equal(HttpStatusCode.Accepted, posted.StatusCode);
            var state = await posted.Content.ReadFromJsonAsync<JsonElement>(Cancelled);
            var job = await fixture.Cluster.Client.Jobs.Resources.GetAsync("default", state.GetProperty("job").GetString() ?? "", Cancelled);
            await fixture.Cluster.Client.Jobs.WaitAsync(job, Cancelled);

            var shown = await http.GetFromJsonAsync<JsonElement>(posted.Headers.Location, Cancelled);
            using var unknown = await http.GetAsync("reports/jobs/none", Cancelled);

            Assert.Equal("Complete", shown.GetProperty("state").GetString());
            Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
            Assert.Equal("Healthy", await http.GetStringAsync("health", Cancelled));
        }
        finally
        {
            process.Kill();
        }
    }

    [Fact]
    public async Task Jobs_ProgramThatFails_TellsExitCodeAndLastLines()
    {
        var jobs = fixture.Cluster.Client.Jobs;
        var job = await jobs.SubmitAsync(new JobBuilder("fails").Retries(0).Shell("echo first; echo last; exit 7"), Cancelled);

        var failure = (await jobs.WaitAsync(job, Cancelled)).Failure;
        var again = await jobs.RerunAsync(job, Cancelled);
        var isCancelled = await jobs.CancelAsync(job, Cancelled);

        Assert.Equal(7, failure?.ExitCode);
        Assert.Equal(["first", "last"], failure?.LastLogLines);
        Assert.True(isCancelled);
        Assert.Null(await jobs.Resources.FindAsync("default", job.Metadata.Name, Cancelled));
        Assert.Equal(7, (await jobs.WaitAsync(again, Cancelled)).Failure?.ExitCode);
    }

    private static async Task<Uri> AddressAsync(StreamReader output)
    {
        const string Mark = "Now listening on: ";
        while (await output.ReadLineAsync(Cancelled) is { } line)
        {
            if (line.Contains(Mark, StringComparison.Ordinal))
            {
                return new Uri(line[(line.IndexOf(Mark, StringComparison.Ordinal) + Mark.Length)..]);
            }
        }

        throw new InvalidOperationException("The application ended before it listened.");
    }
}
