using System.Net;
using System.Text;

namespace OrleansScheduler.NodeAgent.Simulation;

/// <summary>What the API server answered.</summary>
internal readonly record struct ApiAnswer(HttpStatusCode Code, byte[] Body)
{
    public bool IsSuccess => (int)Code is >= 200 and < 300;

    /// <summary>The answer, if it is not one of success or of the codes the caller deals with.</summary>
    public ApiAnswer EnsureSuccessOr(params ReadOnlySpan<HttpStatusCode> expected) => IsSuccess || expected.Contains(Code)
        ? this
        : throw new HttpRequestException($"The API server answered {(int)Code}: {Encoding.UTF8.GetString(Body)}", null, Code);
}
