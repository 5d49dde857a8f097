namespace OrleansScheduler.Sdk.Http;

/// <summary>The two ways to the server: calls with one answer may be retried and limited in time, streams may not.</summary>
internal interface IApiChannels
{
    HttpClient ForCalls();

    HttpClient ForStreams();
}
