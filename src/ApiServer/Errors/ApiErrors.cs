using k8s.Models;
using Microsoft.AspNetCore.Http;
using OrleansScheduler.Resources.Status;

namespace OrleansScheduler.ApiServer.Errors;

/// <summary>Refusals that come from HTTP itself rather than from an object: Kubernetes' words for them.</summary>
internal static class ApiErrors
{
    private const string AcceptedBodies = "application/json, application/yaml, application/vnd.kubernetes.protobuf";

    public static StatusException BadRequest(string message) =>
        Failure(StatusCodes.Status400BadRequest, "BadRequest", message);

    public static StatusException Unauthorized() =>
        Failure(StatusCodes.Status401Unauthorized, "Unauthorized", "Unauthorized");

    /// <summary>A resource that the group version does not have.</summary>
    public static StatusException UnknownResource() => Failure(
        StatusCodes.Status404NotFound,
        "NotFound",
        "the server could not find the requested resource",
        new V1StatusDetails());

    public static StatusException MethodNotAllowed() => Failure(
        StatusCodes.Status405MethodNotAllowed,
        "MethodNotAllowed",
        "the server does not allow this method on the requested resource",
        new V1StatusDetails());

    public static StatusException NotAcceptable(string available) => Failure(
        StatusCodes.Status406NotAcceptable,
        "NotAcceptable",
        $"406: Not Acceptable\n\nAvailable representations: {available}",
        new V1StatusDetails());

    public static StatusException BodyTooLarge() => Failure(
        StatusCodes.Status413PayloadTooLarge,
        "RequestEntityTooLarge",
        $"Request entity too large: limit is {ApiLimits.MaxBodyBytes}");

    public static StatusException UnknownBodyType() => Failure(
        StatusCodes.Status415UnsupportedMediaType,
        "UnsupportedMediaType",
        "the body of the request was in an unknown format - accepted media types include: " + AcceptedBodies);

    /// <summary>A PATCH whose content type names no kind of patch.</summary>
    public static StatusException UnknownPatchType() => Failure(
        StatusCodes.Status415UnsupportedMediaType,
        "UnsupportedMediaType",
        "415: Unsupported Media Type",
        new V1StatusDetails());

    /// <summary>An error Kubernetes answers with 500 and no reason, although the client caused it.</summary>
    public static StatusException Unclassified(string message) =>
        Failure(StatusCodes.Status500InternalServerError, "", message);

    public static StatusException Timeout(string message, int retryAfterSeconds, params V1StatusCause[] causes) => Failure(
        StatusCodes.Status504GatewayTimeout,
        "Timeout",
        "Timeout: " + message,
        new V1StatusDetails { Causes = causes, RetryAfterSeconds = retryAfterSeconds });

    public static StatusException Unavailable(string message, int retryAfterSeconds) => Failure(
        StatusCodes.Status503ServiceUnavailable,
        "ServiceUnavailable",
        message,
        new V1StatusDetails { RetryAfterSeconds = retryAfterSeconds });

    public static StatusException Expired(string message, string? freshContinue = null)
    {
        var expired = Failure(StatusCodes.Status410Gone, "Expired", message);
        expired.Status.Metadata = new V1ListMeta { ContinueProperty = freshContinue };
        return expired;
    }

    public static StatusException Internal(string message) => Failure(
        StatusCodes.Status500InternalServerError,
        "InternalError",
        "Internal error occurred: " + message,
        new V1StatusDetails { Causes = [new V1StatusCause { Message = message }] });

    private static StatusException Failure(int code, string reason, string message, V1StatusDetails? details = null) =>
        new(new V1Status
        {
            Status = "Failure",
            Code = code,
            Reason = reason,
            Message = message,
            Details = details,
        });
}
