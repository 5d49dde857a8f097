using System.Text.Json;

namespace OrleansScheduler.Chaos.Traffic;

/// <summary>Requests that are repeated until a silo answers them for good, as clients with retries do.</summary>
internal sealed class Persistent(Target target)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>The status code and a copy of the answer.</summary>
    public async Task<(int Code, JsonElement Body)> SendAsync(
        HttpMethod method,
        string path,
        string? json,
        CancellationToken cancellationToken,
        string contentType = "application/json")
    {
        while (true)
        {
            try
            {
                var (code, answer) = await target.Any().SendAsync(method, path, json, cancellationToken, contentType);
                using (answer)
                {
                    if (code is not (429 or >= 500))
                    {
                        return (code, answer.RootElement.Clone());
                    }
                }
            }
            catch (Exception lost) when (
                lost is HttpRequestException or IOException or JsonException
                || (lost is OperationCanceledException && !cancellationToken.IsCancellationRequested))
            {
                // Another silo, another time.
            }

            await Task.Delay(Pause, cancellationToken);
        }
    }
}
