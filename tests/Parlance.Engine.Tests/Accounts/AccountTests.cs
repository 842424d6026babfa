using Parlance.Domain;
using Parlance.Domain.Accounts;
using Parlance.Engine.Security.Sasl;
using Parlance.Engine.Tests.NodeSteps;

namespace Parlance.Engine.Tests.Accounts;

/// <summary>Accounts made, given other passwords and removed through the node.</summary>
public class AccountTests
{
    private readonly LoginRig _rig = new();

    [Fact]
    public void two_who_want_one_name_in_the_same_round_are_one_owner_and_one_too_late()
    {
        var answers = new List<AccountAnswer>();
        _rig.Node.CreateAccount(new("ben", "first"), answers.Add);
        _rig.Node.CreateAccount(new("Ben", "second"), answers.Add);
        _rig.Rig.DoWork();
        Assert.NotNull(answers[0].Account);
        Assert.Equal(RefusalCode.AccountExists, answers[1].Refusal?.Code);
        Assert.Equal(SaslResult.Success, _rig.Plain("ben", "first").Result);
    }

    [Theory, InlineData("ana", "x", RefusalCode.AccountExists), InlineData("a b", "x", RefusalCode.BadAccountName), InlineData("ben", "", RefusalCode.BadPassword), InlineData("ben", "a\nb", RefusalCode.BadPassword)]
    public void what_cannot_be_is_said_before_anything_is_hashed(string name, string password, RefusalCode code)
    {
        Assert.Equal(code, _rig.Create(name, password).Refusal?.Code);
        Assert.Empty(_rig.Rig.Work);
    }

    [Fact]
    public void a_password_has_a_length()
    {
        Assert.NotNull(_rig.Create("ben", new('x', Logins.PasswordMax)).Account);
        Assert.Equal(RefusalCode.BadPassword, _rig.Create("cleo", new('x', Logins.PasswordMax + 1)).Refusal?.Code);
        Assert.Equal(RefusalCode.BadParameter, _rig.Create("cleo", "x", "nowhere").Refusal?.Code);
    }

    [Fact]
    public void another_password_ends_the_first()
    {
        AccountAnswer answer = default;
        _rig.Node.SetPassword(_rig.Account.Id, "crayon", null, a => answer = a);
        _rig.Rig.DoWork();
        Assert.Same(_rig.Account, answer.Account);
        Assert.Equal(SaslResult.Success, _rig.Plain("ana", "crayon").Result);
        Assert.Equal(SaslFault.NotAuthorized, _rig.Plain("ana", "pencil").Fault);
    }

    [Fact]
    public void a_removed_accounts_name_is_held_for_the_time_that_is_set()
    {
        var rig = new LoginRig(NodeRig.Unlimited with { Accounts = new() { ReuseDelay = TimeSpan.Zero } });
        Assert.Null(_rig.Node.RemoveAccount(null, _rig.Account));
        Assert.Null(rig.Node.RemoveAccount(null, rig.Account));
        Assert.Equal(SaslFault.NotAuthorized, _rig.Plain("ana", "pencil").Fault);
        Assert.Equal(RefusalCode.AccountExists, _rig.Create("ana", "x").Refusal?.Code);
        Assert.NotNull(rig.Create("ana", "x").Account);
    }

    [Fact]
    public void readable_passwords_are_kept_only_where_it_is_asked_for()
    {
        Assert.Null(_rig.Account.Plaintext);
        Assert.Equal("pencil", new LoginRig(NodeRig.Unlimited with { Accounts = new() { KeepPlaintext = true } }).Account.Plaintext);
    }

    [Fact]
    public void nothing_is_made_while_the_disk_fails_or_no_worker_is_free()
    {
        AccountAnswer answer = default;
        _rig.Node.CreateAccount(new("ben", "x"), a => answer = a);
        _rig.Rig.DoWork(run: false);
        Assert.Equal(RefusalCode.TooMany, answer.Refusal?.Code);
        _rig.Rig.BreakDisk("full");
        Assert.Equal(RefusalCode.StorageDown, _rig.Create("ben", "x").Refusal?.Code);
    }
}
