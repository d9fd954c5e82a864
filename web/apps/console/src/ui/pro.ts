// The only door to pro-components. The version for antd 6 is a pre-release and pinned; should it
// have to be swapped, this folder is all that changes.
export {
  DrawerForm,
  ModalForm,
  ProConfigProvider,
  ProFormDatePicker,
  ProFormRadio,
  ProFormSelect,
  ProFormText,
  ProFormTextArea,
  ProLayout,
} from '@ant-design/pro-components'
