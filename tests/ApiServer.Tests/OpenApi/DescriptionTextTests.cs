using OrleansScheduler.ApiServer.OpenApi;

namespace OrleansScheduler.ApiServer.Tests.OpenApi;

public sealed class DescriptionTextTests
{
    [Fact]
    public void Unwrap_WrappedLine_IsJoined() => Assert.Equal(
        "A sentence that is long enough to be wrapped at the eightieth column by whoever wrote the comment.",
        DescriptionText.Unwrap(
            """

                        A sentence that is long enough to be wrapped at the eightieth column by whoever
                        wrote the comment.

            """));

    [Fact]
    public void Unwrap_Paragraphs_StayApart() => Assert.Equal("One.\n\nTwo.", DescriptionText.Unwrap("One.\r\n\r\n  Two.\r\n"));

    [Fact]
    public void Unwrap_ShortLines_KeepTheirBreaks() =>
        Assert.Equal("Either:\n- one\n- two\n  or both", DescriptionText.Unwrap("Either:\n- one\n- two\nor both"));
}
