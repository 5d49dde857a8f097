using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using k8s;
using k8s.Models;
using OrleansScheduler.Sdk.Diagnostics;

namespace OrleansScheduler.Sdk.Http;

/// <summary>The official client with its credentials, opened for requests of any kind and for streaming.</summary>
internal sealed class ApiTransport : Kubernetes
{
    private readonly IApiChannels channels;
    private readonly TimeProvider time;

    public ApiTransport(KubernetesClientConfiguration configuration, IApiChannels channels, TimeProvider time)
        : base(configuration)
    {
        this.channels = channels;
        this.time = time;
        HttpClient.Dispose();
        HttpClient = channels.ForStreams();
    }

    /// <summary>Sends and reads the whole answer.</summary>
    public async Task<T> SendAsync<T>(ApiRequest request, CancellationToken cancellationToken)
    {
        using var response = await OpenAsync(channels.ForCalls(), request, cancellationToken);
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        using var document = await JsonDocument.ParseAsync(stream, cancellationToken: cancellationToken);
        return KubernetesJson.Deserialize<T>(document);
    }

    /// <summary>Sends where the answer matters only as a success.</summary>
    public async Task SendAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        using var response = await OpenAsync(channels.ForCalls(), request, cancellationToken);
    }

    /// <summary>Sends and reads the whole answer as text.</summary>
    public async Task<string> SendTextAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        using var response = await OpenAsync(channels.ForCalls(), request, cancellationToken);
        return await response.Content.ReadAsStringAsync(cancellationToken);
    }

    /// <summary>Sends and returns as soon as the headers are there, for an answer that is read as it comes.</summary>
    public Task<HttpResponseMessage> OpenStreamAsync(ApiRequest request, CancellationToken cancellationToken) =>
        OpenAsync(channels.ForStreams(), request, cancellationToken);

    /// <summary>Any status but 2xx is an <see cref="ApiStatusException"/>.</summary>
    private async Task<HttpResponseMessage> OpenAsync(
        HttpClient client, ApiRequest request, CancellationToken cancellationToken)
    {
        using var activity = new RequestActivity(request, BaseUri, time);
        using var message = await MessageAsync(request, cancellationToken);
        HttpResponseMessage response;
        try
        {
            response = await client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            activity.Failed(failure);
            throw;
        }

        activity.Answered((int)response.StatusCode);
        if (response.IsSuccessStatusCode)
        {
            return response;
        }

        using (response)
        {
            throw new ApiStatusException(await ReadStatusAsync(response, cancellationToken));
        }
    }

    private async Task<HttpRequestMessage> MessageAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var message = new HttpRequestMessage(request.Method, new Uri(BaseUri, request.PathAndQuery))
        {
            Version = HttpVersion.Version20,
        };
        message.Headers.Accept.ParseAdd(request.Accept);
        message.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("*/*", 0.5));
        if (request.Body is { } body)
        {
            var text = body as string ?? KubernetesJson.Serialize(body);
            message.Content = new StringContent(text, Encoding.UTF8, new MediaTypeHeaderValue(request.ContentType));
        }

        if (Credentials is not null)
        {
            await Credentials.ProcessHttpRequestAsync(message, cancellationToken);
        }

        return message;
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
