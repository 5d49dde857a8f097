using System.Buffers;
using Microsoft.AspNetCore.Http;
using OrleansScheduler.Resources.Status;

namespace OrleansScheduler.ApiServer.Bodies;

/// <summary>Reads a request's body up to <see cref="ApiLimits.MaxBodyBytes"/>.</summary>
internal static class BodyReader
{
    public static async Task<byte[]> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength > ApiLimits.MaxBodyBytes)
        {
            throw StatusErrors.EntityTooLarge(ApiLimits.MaxBodyBytes);
        }

        var reader = request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync(cancellationToken);
            if (read.Buffer.Length > ApiLimits.MaxBodyBytes)
            {
                reader.AdvanceTo(read.Buffer.End);
                throw StatusErrors.EntityTooLarge(ApiLimits.MaxBodyBytes);
            }

            if (read.IsCompleted)
            {
                var body = read.Buffer.ToArray();
                reader.AdvanceTo(read.Buffer.End);
                return body;
            }

            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }
}
