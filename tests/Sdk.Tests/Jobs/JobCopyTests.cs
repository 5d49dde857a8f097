using k8s.Models;
using OrleansScheduler.Sdk.Jobs;

namespace OrleansScheduler.Sdk.Tests.Jobs;

public sealed class JobCopyTests
{
    [Fact]
    public void Of_JobThatRan_AsksForTheSameWithoutItsHistory()
    {
        var job = new JobBuilder("report").Label("team", "a").Shell("exit 0").Array(3).Build();
        job.Metadata.Name = "report-x1";
        job.Metadata.Uid = "u";
        job.Metadata.ResourceVersion = "7";
        job.Metadata.Labels["batch.kubernetes.io/controller-uid"] = "u";
        job.Spec.Template.Metadata.Labels["batch.kubernetes.io/job-name"] = "report-x1";
        job.Spec.Selector = new V1LabelSelector { MatchLabels = new Dictionary<string, string> { ["controller-uid"] = "u" } };
        job.Spec.Suspend = true;
        job.Status = new V1JobStatus { Succeeded = 3 };

        var copy = JobCopy.Of(job);

        Assert.Equal((null, "report-", null, null), (copy.Metadata.Name, copy.Metadata.GenerateName, copy.Metadata.Uid, copy.Metadata.ResourceVersion));
        Assert.Equal("team", Assert.Single(copy.Metadata.Labels.Keys));
        Assert.Equal("team", Assert.Single(copy.Spec.Template.Metadata.Labels.Keys));
        Assert.Equal((null, null, null, 3), (copy.Spec.Selector, copy.Spec.Suspend, copy.Status, copy.Spec.Completions));
        Assert.Equal("u", job.Metadata.Labels["batch.kubernetes.io/controller-uid"]);
    }

    [Theory]
    [InlineData(null, new int[0])]
    [InlineData("0-2,5,7-8", new[] { 0, 1, 2, 5, 7, 8 })]
    public void Parse_IndexList_IsEveryIndex(string? text, int[] expected) => Assert.Equal(expected, JobIndexes.Parse(text));
}
