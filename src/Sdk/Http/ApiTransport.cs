using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using k8s;
using k8s.Models;

namespace OrleansScheduler.Sdk.Http;

/// <summary>The official client with its connection and credentials, opened for requests of any kind and for streaming.</summary>
internal sealed class ApiTransport(KubernetesClientConfiguration configuration) : Kubernetes(configuration)
{
    public async Task<T> SendAsync<T>(
        HttpMethod method, string pathAndQuery, object? body, string? contentType, CancellationToken cancellationToken)
    {
        using var response = await OpenAsync(method, pathAndQuery, body, contentType, cancellationToken);
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        using var document = await JsonDocument.ParseAsync(stream, cancellationToken: cancellationToken);
        return KubernetesJson.Deserialize<T>(document);
    }

    /// <summary>Sends and returns as soon as the headers are there; any status but 2xx is an <see cref="ApiStatusException"/>.</summary>
    public async Task<HttpResponseMessage> OpenAsync(
        HttpMethod method, string pathAndQuery, object? body, string? contentType, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, new Uri(BaseUri, pathAndQuery))
        {
            Version = System.Net.HttpVersion.Version20,
        };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("*/*", 0.5));
        if (body is not null)
        {
            request.Content = new StringContent(
                KubernetesJson.Serialize(body), Encoding.UTF8, new MediaTypeHeaderValue(contentType ?? "application/json"));
        }

        if (Credentials is not null)
        {
            await Credentials.ProcessHttpRequestAsync(request, cancellationToken);
        }

        var response = await HttpClient.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (response.IsSuccessStatusCode)
        {
            return response;
        }

        using (response)
        {
            throw new ApiStatusException(await ReadStatusAsync(response, cancellationToken));
        }
    }

    private static async Task<V1Status> ReadStatusAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        V1Status? status = null;
        try
        {
            status = KubernetesJson.Deserialize<V1Status>(text);
        }
        catch (JsonException)
        {
            // A proxy may answer in its own words: the text is the message then.
        }

        status ??= new V1Status { Message = text };
        return status with
        {
            Code = status.Code ?? (int)response.StatusCode,
            Reason = status.Reason ?? response.StatusCode.ToString(),
        };
    }
}
