using System.Text;
using System.Text.Json.Nodes;
using k8s;
using k8s.Models;
using OrleansScheduler.Resources.Schema;
using OrleansScheduler.Resources.Validation;
using OrleansScheduler.TestKit;

namespace OrleansScheduler.Resources.Tests.Golden;

/// <summary>Creates pods and jobs as they were recorded and compares what is stored or refused.</summary>
public sealed class RecordedCreateTests
{
    private const string Uid = "uid";

    // Admission takes part in these.
    private static readonly string[] OfAdmission = ["b-priorityclass/pod-gets-default-class", "b-runtimeclass/pod"];

    // Set by admission, not by the kind.
    private static readonly string[] AdmissionFields = ["tolerations", "priority", "preemptionPolicy"];

    [Theory]
    [InlineData("pods", "Pod")]
    [InlineData("jobs", "Job")]
    public void Create_OfRecordedObjects_StoresOrRefusesAsRecorded(string plural, string kindName)
    {
        if (RepositoryRoot.Golden is null)
        {
            Assert.Skip("The recorded behaviour of Kubernetes is not on this machine.");
        }

        var kind = Kinds.All.Single(known => known.Kind == kindName);
        var differences = RecordedWrite.CreatesOf(plural, kindName)
            .Where(write => write.Status is 201 or 422 && !OfAdmission.Contains(write.Name))
            .Select(write => (write.Name, Difference: Compare(kind, write)))
            .Where(result => result.Difference is not null)
            .Select(result => $"{result.Name}: {result.Difference}")
            .ToList();
        Assert.True(differences.Count == 0, string.Join("\n", differences));
    }

    private static string? Compare(ResourceKind kind, RecordedWrite write)
    {
        var obj = (IKubernetesObject<V1ObjectMeta>)ObjectCodec.Decode(
            Encoding.UTF8.GetBytes(write.Sent.ToJsonString()), kind.GroupVersionKind).Object;
        obj.Metadata ??= new V1ObjectMeta();
        obj.Metadata.NamespaceProperty ??= "default";
        obj.Metadata.Name ??= obj.Metadata.GenerateName + "abcde";
        kind.Default(obj);
        obj.Metadata.Uid = Uid;
        kind.PrepareForCreate(obj);
        var errors = kind.Validate(obj);
        return write.Status == 422 ? CompareCauses(errors, write) : CompareObject(kind, obj, errors, write);
    }

    private static string? CompareCauses(IReadOnlyList<FieldError> errors, RecordedWrite write)
    {
        var actual = errors.Select(error => $"{error.Type} {error.Field} {error.Message}");
        var expected = (write.Answer["details"]?["causes"]?.AsArray() ?? [])
            .Select(cause => $"{cause!["reason"]} {cause["field"]} {Anonymous(cause["message"]!.GetValue<string>())}");
        var (expectedText, actualText) = (string.Join("\n  ", expected), string.Join("\n  ", actual));
        return expectedText == actualText ? null : $"expected\n  {expectedText}\nbut was\n  {actualText}";
    }

    private static string? CompareObject(
        ResourceKind kind,
        IKubernetesObject<V1ObjectMeta> obj,
        IReadOnlyList<FieldError> errors,
        RecordedWrite write)
    {
        if (errors.Count > 0)
        {
            return $"refused: {errors[0].Field}: {errors[0].Message}";
        }

        var actual = JsonNode.Parse(ObjectCodec.Encode(obj, kind.GroupVersionKind))!.AsObject();
        var expected = JsonNode.Parse(Anonymous(write.Answer.ToJsonString()))!.AsObject();
        var parts = new[] { "spec", "status" }.Select(part => (part, Comparable(expected, part), Comparable(actual, part)));
        return parts.Where(part => !JsonNode.DeepEquals(part.Item2, part.Item3))
            .Select(part => $"{part.part}\n  {part.Item2?.ToJsonString()}\n  {part.Item3?.ToJsonString()}")
            .FirstOrDefault();
    }

    private static JsonNode? Comparable(JsonObject obj, string part)
    {
        if (obj[part] is not JsonObject fields)
        {
            return obj[part];
        }

        foreach (var name in AdmissionFields)
        {
            fields.Remove(name);
        }

        // Its time is the wall clock's.
        foreach (var condition in fields["conditions"]?.AsArray() ?? [])
        {
            condition!.AsObject().Remove("lastTransitionTime");
        }

        return fields;
    }

    private static string Anonymous(string text) => System.Text.RegularExpressions.Regex.Replace(text, "(<|\\\\u003C)uid:\\d+(>|\\\\u003E)", Uid);
}
