"""What stops a job, a worker, a message to another system."""

from workflows.errors.base import CaseworkError


class JobFaulty(CaseworkError):
    """后台任务的登记有误，系统没有启动。请按下面的说明改正后重新启动："""


class JobUnknown(CaseworkError):
    """系统中没有这项后台任务，没有执行。请把任务名称告诉系统管理员："""


class JobLost(CaseworkError):
    """后台任务多次使工作进程中断，或者没能记下结果，已停止自动执行。请查明原因后重试。"""


class TroubleClosed(CaseworkError):
    """这项故障任务已经有人处理，没有重复执行。请返回列表查看现在的情况。"""


class WorkerRunsAlready(CaseworkError):
    """同名的后台工作进程正在运行，本进程没有启动。请为每个工作进程设置不同的名称。正在运行的是："""


class LeaseLost(CaseworkError):
    """本工作进程停顿过久，它的任务已由其他工作进程接管，本进程已停止。请重新启动本进程。"""


class ExchangeFailed(CaseworkError):
    """消息没有写入交换目录，稍后会自动重试。请检查交换目录的磁盘空间和写入权限："""


class MessageUnfit(CaseworkError):
    """消息不符合交换格式，没有写入交换目录。请把下面的说明告诉系统管理员："""
