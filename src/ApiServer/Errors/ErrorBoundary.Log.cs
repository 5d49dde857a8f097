using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace OrleansScheduler.ApiServer.Errors;

internal sealed partial class ErrorBoundary
{
    [LoggerMessage(LogLevel.Error, "{Method} {Path} failed unexpectedly")]
    private partial void LogUnexpected(Exception exception, string method, PathString path);
}
