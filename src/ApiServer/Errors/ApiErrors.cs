using k8s.Models;
using Microsoft.AspNetCore.Http;
using OrleansScheduler.Resources.Status;

namespace OrleansScheduler.ApiServer.Errors;

/// <summary>Refusals of Kubernetes' HTTP layer, worded otherwise than those of its API machinery.</summary>
internal static class ApiErrors
{
    public static readonly IReadOnlyList<string> MediaTypes =
        ["application/json", "application/yaml", "application/vnd.kubernetes.protobuf"];

    /// <summary>No clause of the Accept header names an encoding we have.</summary>
    public static StatusException NotAcceptable() => Failure(
        StatusCodes.Status406NotAcceptable,
        StatusReasons.NotAcceptable,
        "406: Not Acceptable\n\nAvailable representations: " + string.Join(", ", MediaTypes),
        new V1StatusDetails());

    /// <summary>A PATCH whose content type names no kind of patch.</summary>
    public static StatusException UnknownPatchType() => Failure(
        StatusCodes.Status415UnsupportedMediaType,
        StatusReasons.UnsupportedMediaType,
        "415: Unsupported Media Type",
        new V1StatusDetails());

    /// <summary>A list whose revision is gone; <paramref name="freshContinue"/> lets the client go on regardless.</summary>
    public static StatusException Expired(string message, string freshContinue)
    {
        var expired = StatusErrors.Expired(message);
        expired.Status.Metadata = new V1ListMeta { ContinueProperty = freshContinue };
        return expired;
    }

    /// <summary>A JSON patch that cannot be carried out.</summary>
    public static StatusException UnprocessablePatch() => Failure(
        StatusCodes.Status422UnprocessableEntity,
        StatusReasons.Invalid,
        "the server rejected our request due to an error in our request",
        new V1StatusDetails());

    private static StatusException Failure(int code, string reason, string message, V1StatusDetails? details) =>
        new(new V1Status
        {
            Status = "Failure",
            Code = code,
            Reason = reason,
            Message = message,
            Details = details,
        });
}
