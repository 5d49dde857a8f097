using k8s.Models;
using OrleansScheduler.Resources.Validation;

namespace OrleansScheduler.Resources.Core.Events;

/// <summary>
/// What an event must say. Those without <c>eventTime</c> come from older recorders and are held to little.
/// </summary>
internal static class EventValidation
{
    private const int TextLengthMax = 128;
    private const int MessageLengthMax = 1024;

    public static FieldErrors Validate(Corev1Event happened)
    {
        var errors = new FieldErrors();
        ValidateNamespace(happened, errors);
        if (happened.EventTime is not null)
        {
            ValidateReporter(happened, FieldPath.Of("reportingController"), errors);
            RequiredText("reportingInstance", happened.ReportingInstance, errors);
            RequiredText("action", happened.Action, errors);
            RequiredText("reason", happened.Reason, errors);
            NotLonger("message", happened.Message, MessageLengthMax, errors);
        }

        var ns = happened.Metadata.NamespaceProperty ?? "";
        foreach (var problem in NameSyntax.DnsSubdomain(ns))
        {
            errors.Invalid(FieldPath.Of("namespace"), ns, problem);
        }

        return errors;
    }

    // An event about a cluster-scoped object lives in a namespace everyone has.
    private static void ValidateNamespace(Corev1Event happened, FieldErrors errors)
    {
        var ns = happened.Metadata.NamespaceProperty ?? "";
        var target = happened.InvolvedObject.NamespaceProperty ?? "";
        var isFine = (target, happened.EventTime) switch
        {
            ("", null) => ns is "" or "default",
            ("", _) => ns is "default" or "kube-system",
            (_, null) => ns == target,
            _ => true,
        };
        if (!isFine)
        {
            errors.Invalid(
                FieldPath.Of("involvedObject").Child("namespace"), target, "does not match event.namespace");
        }
    }

    private static void ValidateReporter(Corev1Event happened, FieldPath path, FieldErrors errors)
    {
        var reporter = happened.ReportingComponent ?? "";
        if (reporter.Length == 0)
        {
            errors.Required(path);
        }

        foreach (var problem in NameSyntax.QualifiedName(reporter))
        {
            errors.Invalid(path, reporter, problem);
        }
    }

    private static void RequiredText(string field, string? text, FieldErrors errors)
    {
        if (string.IsNullOrEmpty(text))
        {
            errors.Required(FieldPath.Of(field));
        }

        NotLonger(field, text, TextLengthMax, errors);
    }

    private static void NotLonger(string field, string? text, int max, FieldErrors errors)
    {
        if (text?.Length > max)
        {
            errors.Invalid(FieldPath.Of(field), "", $"can have at most {max} characters");
        }
    }
}
