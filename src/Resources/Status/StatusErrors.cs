using System.Net;
using k8s.Models;
using OrleansScheduler.Resources.Store;
using OrleansScheduler.Resources.Validation;

namespace OrleansScheduler.Resources.Status;

/// <summary>
/// Every refusal the API knows, with the reason, message and details Kubernetes gives it: clients branch on them.
/// </summary>
public static class StatusErrors
{
    /// <summary>What a client sees who wrote on top of a state that is no longer the newest.</summary>
    public const string ObjectModified =
        "the object has been modified; please apply your changes to the latest version and try again";

    public static StatusException NotFound(ResourceKind kind, string name) => NotFound(kind.Group, kind.Plural, name);

    public static StatusException NotFound(string group, string resource, string name) => Failure(
        HttpStatusCode.NotFound,
        StatusReasons.NotFound,
        $"{Qualified(resource, group)} {FieldValueText.Quote(name)} not found",
        Details(group, resource, name));

    /// <summary>A URL that names no resource this server has.</summary>
    public static StatusException UnknownResource() => Failure(
        HttpStatusCode.NotFound,
        StatusReasons.NotFound,
        "the server could not find the requested resource",
        new V1StatusDetails());

    public static StatusException AlreadyExists(ResourceKind kind, string name) => Failure(
        HttpStatusCode.Conflict,
        StatusReasons.AlreadyExists,
        $"{kind.GroupResource} {FieldValueText.Quote(name)} already exists",
        Details(kind.Group, kind.Plural, name));

    /// <summary>All generated names that were tried exist.</summary>
    public static StatusException GeneratedNameTaken(ResourceKind kind, string name)
    {
        var details = Details(kind.Group, kind.Plural, name);
        details.RetryAfterSeconds = 1;
        var message = $"{kind.GroupResource} {FieldValueText.Quote(name)} already exists, "
            + "the server was not able to generate a unique name for the object";
        return Failure(HttpStatusCode.Conflict, StatusReasons.AlreadyExists, message, details);
    }

    public static StatusException Conflict(ResourceKind kind, string name, string problem) =>
        Conflict(kind.Group, kind.Plural, name, problem);

    public static StatusException Conflict(string group, string resource, string name, string problem) => Failure(
        HttpStatusCode.Conflict,
        StatusReasons.Conflict,
        $"Operation cannot be fulfilled on {Qualified(resource, group)} {FieldValueText.Quote(name)}: {problem}",
        Details(group, resource, name));

    /// <summary>A server-side apply met fields that other managers own.</summary>
    public static StatusException ApplyConflict(string message, IEnumerable<V1StatusCause> causes) => Failure(
        HttpStatusCode.Conflict,
        StatusReasons.Conflict,
        message,
        new V1StatusDetails { Causes = causes.ToList() });

    public static StatusException Invalid(ResourceKind kind, string name, IReadOnlyList<FieldError> errors) =>
        Invalid(kind.RuleGroup, kind.Kind, name, errors);

    /// <param name="kind">The kind, e.g. <c>Pod</c>; also <c>ListOptions</c> of the group <c>meta.k8s.io</c>.</param>
    public static StatusException Invalid(
        string group, string kind, string name, IReadOnlyList<FieldError> errors)
    {
        var details = Details(group, kind, name);
        details.Causes = errors.Select(CauseOf).ToList();
        var message = $"{Qualified(kind, group)} {FieldValueText.Quote(name)} is invalid";
        return Failure(
            HttpStatusCode.UnprocessableEntity,
            StatusReasons.Invalid,
            errors.Count == 0 ? message : $"{message}: {Aggregate(errors)}",
            details);
    }

    public static StatusException BadRequest(string message) =>
        Failure(HttpStatusCode.BadRequest, StatusReasons.BadRequest, message, null);

    public static StatusException Unauthorized() =>
        Failure(HttpStatusCode.Unauthorized, StatusReasons.Unauthorized, "Unauthorized", null);

    /// <summary>An authorizer or an admission plugin says no.</summary>
    public static StatusException Forbidden(string group, string resource, string name, string problem)
    {
        var subject = (resource, name) switch
        {
            ("", _) => "forbidden",
            (_, "") => $"{Qualified(resource, group)} is forbidden",
            _ => $"{Qualified(resource, group)} {FieldValueText.Quote(name)} is forbidden",
        };
        return Failure(
            HttpStatusCode.Forbidden,
            StatusReasons.Forbidden,
            $"{subject}: {problem}",
            Details(group, resource, name));
    }

    public static StatusException Forbidden(ResourceKind kind, string name, string problem) =>
        Forbidden(kind.Group, kind.Plural, name, problem);

    /// <summary>A create in a namespace that is going away.</summary>
    public static StatusException NamespaceTerminating(ResourceKind kind, string name, string ns)
    {
        var problem = $"unable to create new content in namespace {ns} because it is being terminated";
        var refusal = Forbidden(kind, name, problem);
        refusal.Status.Details.Causes =
        [
            new V1StatusCause
            {
                Field = "metadata.namespace",
                Message = $"namespace {ns} is being terminated",
                Reason = "NamespaceTerminating",
            },
        ];
        return refusal;
    }

    /// <summary>The verb is unknown for this URL.</summary>
    public static StatusException MethodNotAllowed() => Failure(
        HttpStatusCode.MethodNotAllowed,
        StatusReasons.MethodNotAllowed,
        "the server does not allow this method on the requested resource",
        new V1StatusDetails());

    /// <summary>The resource exists and does not support the action.</summary>
    public static StatusException MethodNotSupported(ResourceKind kind, string action) => Failure(
        HttpStatusCode.MethodNotAllowed,
        StatusReasons.MethodNotAllowed,
        $"{action} is not supported on resources of kind {FieldValueText.Quote(kind.GroupResource)}",
        Details(kind.Group, kind.Plural, ""));

    public static StatusException NotAcceptable(IEnumerable<string> mediaTypes) => Failure(
        HttpStatusCode.NotAcceptable,
        StatusReasons.NotAcceptable,
        $"only the following media types are accepted: {string.Join(", ", mediaTypes)}",
        null);

    public static StatusException UnsupportedMediaType(IEnumerable<string> mediaTypes) => Failure(
        HttpStatusCode.UnsupportedMediaType,
        StatusReasons.UnsupportedMediaType,
        "the body of the request was in an unknown format - accepted media types include: "
            + string.Join(", ", mediaTypes),
        null);

    public static StatusException TooLarge(string message) => Failure(
        HttpStatusCode.RequestEntityTooLarge,
        StatusReasons.RequestEntityTooLarge,
        $"Request entity is too large: {message}",
        null);

    /// <summary>A body or an object larger than is accepted, in the words of Kubernetes' HTTP layer.</summary>
    public static StatusException EntityTooLarge(long limit) => Failure(
        HttpStatusCode.RequestEntityTooLarge,
        StatusReasons.RequestEntityTooLarge,
        $"Request entity too large: limit is {limit}",
        null);

    /// <summary>The asked history is gone: the client lists again.</summary>
    public static StatusException Expired(string message) =>
        Failure(HttpStatusCode.Gone, StatusReasons.Expired, message, null);

    public static StatusException Timeout(string message, int retryAfterSeconds) => Failure(
        HttpStatusCode.GatewayTimeout,
        StatusReasons.Timeout,
        $"Timeout: {message}",
        new V1StatusDetails { RetryAfterSeconds = retryAfterSeconds });

    /// <summary>The asked resourceVersion does not exist yet: clients back off and ask again.</summary>
    public static StatusException RevisionTooLarge(RevisionTooLargeException revision)
    {
        var refusal = Timeout(revision.Message, 1);
        refusal.Status.Details.Causes =
            [new V1StatusCause { Message = "Too large resource version", Reason = "ResourceVersionTooLarge" }];
        return refusal;
    }

    /// <summary>The operation was given up in the middle; asking again is safe.</summary>
    public static StatusException ServerTimeout(ResourceKind kind, string operation, int retryAfterSeconds)
    {
        var details = Details(kind.Group, kind.Plural, "");
        details.RetryAfterSeconds = retryAfterSeconds;
        return Failure(
            HttpStatusCode.InternalServerError,
            StatusReasons.ServerTimeout,
            $"The {operation} operation against {kind.GroupResource} could not be completed at this time, "
                + "please try again.",
            details);
    }

    public static StatusException TooManyRequests(string message, int retryAfterSeconds) => Failure(
        HttpStatusCode.TooManyRequests,
        StatusReasons.TooManyRequests,
        message,
        new V1StatusDetails { RetryAfterSeconds = retryAfterSeconds });

    public static StatusException ServiceUnavailable(string message, TimeSpan retryAfter) => Failure(
        HttpStatusCode.ServiceUnavailable,
        StatusReasons.ServiceUnavailable,
        message,
        new V1StatusDetails { RetryAfterSeconds = (int)Math.Ceiling(retryAfter.TotalSeconds) });

    /// <summary>A bug on our side; the message must tell the client nothing it may not know.</summary>
    public static StatusException InternalError(string message) => Failure(
        HttpStatusCode.InternalServerError,
        StatusReasons.InternalError,
        $"Internal error occurred: {message}",
        new V1StatusDetails { Causes = [new V1StatusCause { Message = message }] });

    /// <summary>The refusals to which Kubernetes gives neither a reason nor a better code than 500.</summary>
    public static StatusException Unclassified(string message) =>
        Failure(HttpStatusCode.InternalServerError, null, message, null);

    /// <summary>The message of several errors: each text once, in brackets when there is more than one.</summary>
    internal static string Aggregate(IReadOnlyList<FieldError> errors)
    {
        var texts = errors.Select(error => $"{error.Field}: {error.Message}").Distinct().ToList();
        return texts.Count == 1 ? texts[0] : $"[{string.Join(", ", texts)}]";
    }

    private static V1StatusCause CauseOf(FieldError error) =>
        new() { Field = error.Field, Message = error.Message, Reason = error.Type.ToString() };

    private static string Qualified(string name, string group) => group.Length == 0 ? name : $"{name}.{group}";

    private static V1StatusDetails Details(string group, string kind, string name) => new()
    {
        Group = NullIfEmpty(group),
        Kind = NullIfEmpty(kind),
        Name = NullIfEmpty(name),
    };

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;

    private static StatusException Failure(
        HttpStatusCode code, string? reason, string message, V1StatusDetails? details) => new(new V1Status
        {
            ApiVersion = "v1",
            Kind = "Status",
            Metadata = new V1ListMeta(),
            Status = "Failure",
            Message = message,
            Reason = reason,
            Details = details,
            Code = (int)code,
        });
}
