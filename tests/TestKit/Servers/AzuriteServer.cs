using System.Diagnostics;
using System.Security.Cryptography;

namespace OrleansScheduler.TestKit.Servers;

/// <summary>Azurite, Microsoft's emulator of Azure Storage, with an account of its own.</summary>
public sealed class AzuriteServer : TestServer
{
    /// <summary>The version that .ci/run installs.</summary>
    private const string Version = "3.37.0";
    private const string Account = "orleansscheduler";

    private readonly string _key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(64));
    private readonly int _blobs = FreePort.Take();
    private readonly int _tables = FreePort.Take();
    private readonly int _queues = FreePort.Take();

    /// <summary>Why it cannot run here, and what to do about it; null when it can.</summary>
    public static string? Missing => Executable is null
        ? $"azurite is not installed (npm install --prefix {CacheDirectory} azurite@{Version})."
        : null;

    public override string ConnectionString =>
        $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={_key};"
        + $"BlobEndpoint=http://127.0.0.1:{_blobs}/{Account};TableEndpoint=http://127.0.0.1:{_tables}/{Account}";

    public override string Provider => "AzureStorage";

    private static string CacheDirectory { get; } = Path.Combine(
        Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } cache
            ? cache
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache"),
        "orleans-scheduler",
        "azurite");

    private static string? Executable { get; } =
        new[] { Path.Combine(CacheDirectory, "node_modules", ".bin", "azurite"), new Tool("azurite").Path }
            .FirstOrDefault(File.Exists);

    protected override ProcessStartInfo Command()
    {
        var start = new ProcessStartInfo(
            Executable ?? throw new InvalidOperationException(Missing),
            [
                "--silent", "--disableTelemetry", "--skipApiVersionCheck", "--location", Directory,
                "--blobHost", "127.0.0.1", "--blobPort", $"{_blobs}",
                "--tableHost", "127.0.0.1", "--tablePort", $"{_tables}",
                "--queueHost", "127.0.0.1", "--queuePort", $"{_queues}",
            ]);
        start.Environment["AZURITE_ACCOUNTS"] = $"{Account}:{_key}";
        return start;
    }

    protected override async Task<bool> IsReadyAsync(CancellationToken cancellationToken) =>
        await AnswersAsync(_blobs, cancellationToken) && await AnswersAsync(_tables, cancellationToken);

    // Any answer will do, also that it does not know who asks.
    private static async Task<bool> AnswersAsync(int port, CancellationToken cancellationToken)
    {
        try
        {
            using var client = new HttpClient();
            using var answer = await client.GetAsync(new Uri($"http://127.0.0.1:{port}/{Account}"), cancellationToken);
            return true;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
